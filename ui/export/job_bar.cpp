// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/job_bar.h"

#include "core/base/time.h"
#include "ui/models/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <cmath>

namespace beaconscope::ui {

namespace {

constexpr int kSteps = 1000;

/// Returns whole seconds only, because the number is an estimate.
QString remainingText(double remainingSeconds) {
    constexpr double kMinute = 60;
    const double whole = std::ceil(remainingSeconds);
    return whole < kMinute ? JobBar::tr("%1 s").arg(whole)
                           : models::toQString(toHumanDuration(whole));
}

} // namespace

JobBar::JobBar(QAction* cancel, QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this)) {
    m_text->setTextFormat(Qt::PlainText);
    m_bar->setMaximumWidth(24 * fontMetrics().averageCharWidth());
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    auto* const button = new QToolButton(this);
    button->setDefaultAction(cancel);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(QStringLiteral("cancelButton"));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(button);
    hide();
}

void JobBar::start(const QString& what) {
    m_what = what;
    m_text->setText(what);
    m_bar->setRange(0, 0);
    show();
}

void JobBar::showProgress(const session::LoadProgress& progress) {
    QStringList parts{m_what};
    parts.append(tr("%1 packets").arg(models::countText(progress.packets)));
    if (progress.bytesPerSecond > 0) {
        parts.append(
            tr("%1/s, %2 packets/s")
                .arg(models::bytesText(progress.bytesPerSecond),
                     models::countText(static_cast<qulonglong>(progress.packetsPerSecond))));
    }
    if (progress.remainingSeconds) {
        parts.append(tr("%1 left").arg(remainingText(*progress.remainingSeconds)));
    }
    m_text->setText(parts.join(QStringLiteral(" · ")));
    if (const auto fraction = progress.fraction()) {
        m_bar->setRange(0, kSteps);
        m_bar->setValue(static_cast<int>(*fraction * kSteps));
    }
}

void JobBar::showStep(const QString& what, std::optional<double> fraction) {
    m_text->setText(what);
    m_bar->setRange(0, fraction ? kSteps : 0);
    if (fraction)
        m_bar->setValue(static_cast<int>(*fraction * kSteps));
    show();
}

void JobBar::stop() {
    hide();
}

} // namespace beaconscope::ui
