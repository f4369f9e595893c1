// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/job_reporter.h"

#include "ui/export/job_bar.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"
#include "ui/widgets/message_bar.h"

#include <QStatusBar>

namespace beaconscope::ui {

namespace {

constexpr int kSummaryMilliseconds = 10'000;

} // namespace

JobReporter::JobReporter(session::InvestigationController& controller, session::Settings& settings,
                         const Actions& actions, MessageBar& messages, QStatusBar* bar)
    : QObject(bar)
    , m_controller(controller)
    , m_settings(settings)
    , m_messages(messages)
    , m_status(bar)
    , m_bar(new JobBar(actions.cancel, bar)) {
    using session::InvestigationController;
    bar->addPermanentWidget(m_bar);
    connect(&controller, &InvestigationController::jobStarted, this, &JobReporter::started);
    connect(&controller, &InvestigationController::jobEnded, this, &JobReporter::ended);
    connect(&controller, &InvestigationController::failed, this, [this](const QString& message) {
        m_messages.showMessage(MessageBar::Kind::Error, message);
    });
    connect(&controller, &InvestigationController::progressChanged, m_bar, &JobBar::showProgress);
}

void JobReporter::started(engine::JobKind kind) {
    m_bar->start(kind == engine::JobKind::Load ? tr("Reading") : tr("Analysing"));
}

void JobReporter::ended(engine::JobKind kind, engine::JobEnd end, const QString& message) {
    const bool isIdle = !m_controller.isBusy();
    if (isIdle)
        m_bar->stop();
    if (end == engine::JobEnd::Failed) {
        const bool isKept = kind == engine::JobKind::Load && m_controller.snapshot();
        m_messages.showMessage(MessageBar::Kind::Error,
                               isKept ? tr("%1\nWhat was shown before is kept.").arg(message)
                                      : message);
    } else if (end == engine::JobEnd::Cancelled && isIdle) {
        m_messages.showMessage(MessageBar::Kind::Information,
                               m_controller.snapshot()
                                   ? tr("Stopped. What was shown before is kept.")
                                   : tr("Stopped. Nothing is open."));
    } else if (kind == engine::JobKind::Load && end == engine::JobEnd::Finished) {
        loaded(m_controller.snapshot()->capture);
    }
}

void JobReporter::loaded(const snapshot::CaptureFacts& capture) {
    QStringList problems;
    QStringList opened;
    for (const input::FileFacts& file : capture.files) {
        if (file.opened && file.path != "-")
            opened.append(models::toQString(pathOnDisk(file)));
        if (!file.problem.empty()) {
            problems.append(models::toQString(file.path) + QStringLiteral(": ") +
                            models::toQString(input::problemOf(file)));
        }
    }
    opened.removeDuplicates();
    m_settings.addRecentFiles(opened);
    if (!problems.isEmpty())
        m_messages.showMessage(MessageBar::Kind::Error, problems.join(QLatin1Char('\n')));
    const bool isPackets = snapshot::recordsOf(capture) == snapshot::Records::Packets;
    m_status->showMessage(
        (isPackets ? tr("Packets read: %1, DNS messages in them: %2")
                   : tr("Lines read: %1, DNS messages that they describe: %2"))
            .arg(models::countText(capture.packets), models::countText(capture.dnsMessages)),
        kSummaryMilliseconds);
}

} // namespace beaconscope::ui
