// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/capture_opener.h"

#include "core/input/archive_reader.h"
#include "ui/models/text.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/sample_capture.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"
#include "ui/window/recent_menu.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QMimeData>

namespace beaconscope::ui {

namespace {

const QString kFolder = QStringLiteral("open");

QStringList localFiles(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

CaptureOpener::CaptureOpener(session::InvestigationController& controller,
                             session::Settings& settings, const Actions& actions, QWidget* window)
    : QObject(window)
    , m_controller(controller)
    , m_settings(settings)
    , m_window(window)
    , m_recent(new RecentMenu(settings, window)) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
    connect(actions.open, &QAction::triggered, this, &CaptureOpener::choose);
    connect(actions.openSample, &QAction::triggered, this, &CaptureOpener::openSample);
    connect(m_recent, &RecentMenu::openRequested, this,
            [this](const QString& path) { open({path}); });
    connect(&controller, &session::InvestigationController::jobEnded, this,
            &CaptureOpener::askForPassword);
    connect(m_recent, &RecentMenu::cleared, this, &CaptureOpener::recentFilesCleared);
}

QMenu* CaptureOpener::recentMenu() const {
    return m_recent;
}

void CaptureOpener::open(const QStringList& paths) {
    if (paths.isEmpty())
        return;
    emit opening();
    m_paths = paths;
    m_controller.open(paths);
}

/// Asks for the password when the load that ended needs one, and loads again with it.
void CaptureOpener::askForPassword(engine::JobKind kind, engine::JobEnd end,
                                   const QString& message) {
    if (kind != engine::JobKind::Load || m_paths.isEmpty())
        return;
    QString problem;
    if (end == engine::JobEnd::Failed) {
        problem = message;
    } else if (end == engine::JobEnd::Finished) {
        for (const input::FileFacts& file : m_controller.snapshot()->capture.files) {
            if (file.needsPassword)
                problem = models::toQString(file.path) + QStringLiteral(": ") +
                          models::toQString(input::problemOf(file));
        }
    }
    const bool needsPassword = problem.contains(QLatin1String(input::kNeedsPassword)) ||
                               problem.contains(QLatin1String(input::kWrongPassword));
    if (!needsPassword)
        return;
    auto* const dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Password Needed"));
    dialog->setLabelText(problem + QStringLiteral("\n\n") + tr("Password of the archive:"));
    dialog->setTextEchoMode(QLineEdit::Password);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, paths = m_paths](const QString& password) {
                if (password.isEmpty())
                    return;
                emit opening();
                m_controller.open(paths, {.zeekColumns = {}, .password = password.toStdString()});
            });
    dialog->open();
}

void CaptureOpener::choose() {
    const QStringList paths =
        QFileDialog::getOpenFileNames(m_window, tr("Open Captures"), m_settings.folder(kFolder),
                                      tr("Captures and logs (*.pcap *.pcapng *.cap *.dmp *.erf "
                                         "*.snoop *.log *.json *.gz *.zst *.lz4 "
                                         "*.xz *.bz2 *.zip *.tar *.tgz *.7z *.rar);;"
                                         "All files (*)"));
    if (paths.isEmpty())
        return;
    m_settings.rememberFolderOf(kFolder, paths.first());
    open(paths);
}

void CaptureOpener::openSample() {
    const Result<QString> path = session::sampleCapture();
    if (path)
        open({*path});
    else
        emit failed(models::toQString(describe(path.error())));
}

bool CaptureOpener::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    // QDragEnterEvent is derived from QDropEvent, so the cast is safe for both.
    auto* const drop = static_cast<QDropEvent*>(event);
    const QStringList paths = localFiles(drop->mimeData());
    if (paths.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        open(paths);
    return true;
}

} // namespace beaconscope::ui
