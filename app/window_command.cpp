// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window_command.h"

#include "app/application_identity.h"
#include "app/commands/file_problems.h"
#include "app/commands/messages.h"
#include "app/commands/overwriting.h"
#include "app/qt_remarks.h"
#include "core/base/atomic_file.h"
#include "core/engine/engine.h"
#include "ui/session/investigation_controller.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QBuffer>
#include <QTimer>

#include <fmt/core.h>

#include <atomic>
#include <memory>
#include <ostream>

namespace beaconscope::app {

namespace {

std::atomic<bool> gIsWindowOpen = false;

constexpr int kSettlePollMilliseconds = 50;

std::optional<session::Theme> themeFrom(const std::string& name) {
    if (name == "light")
        return session::Theme::Light;
    if (name == "dark")
        return session::Theme::Dark;
    return std::nullopt;
}

/// Reads a size such as "1440x900". Returns an empty size for any other text.
std::optional<QSize> sizeFrom(const std::string& text) {
    constexpr int kMaxPixels = 16'384; // limit for width and height
    const QStringList parts = QString::fromStdString(text).split(u'x');
    if (parts.size() != 2)
        return std::nullopt;
    const QSize size(parts[0].toInt(), parts[1].toInt()); // a part that is not a number becomes 0
    if (size.isEmpty() || size.width() > kMaxPixels || size.height() > kMaxPixels)
        return std::nullopt;
    return size;
}

std::optional<Error> writePicture(QWidget& window, const std::string& path) {
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    if (!window.grab().save(&png, "PNG"))
        return Error{fmt::format("Could not write the picture {}", path), {}, {}};
    return writeFileAtomically(
        path, [&png](std::ostream& out) { out.write(png.data().constData(), png.data().size()); });
}

ExitCode takePicture(ui::MainWindow& window, const std::string& path) {
    if (const auto error = writePicture(window, path)) {
        printError(*error);
        return ExitCode::NotWritten;
    }
    const auto snapshot = window.controller().snapshot();
    return snapshot ? reportFileProblems(snapshot->capture.files) : ExitCode::Done;
}

/// Tells of a load that failed, and makes it the result of the program.
void watchForFailure(ui::MainWindow& window, const std::shared_ptr<ExitCode>& result) {
    QObject::connect(&window.controller(), &session::InvestigationController::jobEnded, &window,
                     [result](engine::JobKind kind, engine::JobEnd end, const QString& message) {
                         if (kind != engine::JobKind::Load || end != engine::JobEnd::Failed)
                             return;
                         printMessage(message.toStdString());
                         *result = ExitCode::Unreadable;
                     });
}

/// Waits until all work is done, saves a picture of the window, and quits.
void pictureWhenSettled(ui::MainWindow& window, const std::string& path) {
    auto* timer = new QTimer(&window);
    const auto loaded = std::make_shared<ExitCode>(ExitCode::Done);
    watchForFailure(window, loaded);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, timer, path, loaded] {
        if (!window.isSettled())
            return;
        timer->stop();
        const ExitCode pictured = takePicture(window, path);
        QCoreApplication::exit(toInt(pictured == ExitCode::Done ? *loaded : pictured));
    });
    timer->start(kSettlePollMilliseconds);
}

/// Returns why the command cannot be carried out, or nothing if it can.
std::optional<std::string> mistakeIn(const WindowCommand& command) {
    if (!command.screenshotSize.empty() && !sizeFrom(command.screenshotSize))
        return fmt::format("--screenshot-size takes a size such as 1440x900, not “{}”",
                           command.screenshotSize);
    return overwritingOf(command);
}

} // namespace

int runWindow(const WindowCommand& command, int& argc, char** argv) {
    if (const auto mistake = mistakeIn(command)) {
        printMessage(*mistake);
        return toInt(ExitCode::Usage);
    }
    if (!command.screenshotPath.empty())
        hideRemarksAboutTheDesktop();
    QApplication application(argc, argv);
    setApplicationIdentity();

    ui::MainWindow window;
    if (!command.screenshotPath.empty())
        window.leaveSettingsAlone();
    if (const auto theme = themeFrom(command.theme))
        window.setTheme(*theme);
    if (const auto size = sizeFrom(command.screenshotSize))
        window.resize(*size);
    window.controller().setMaxMemory(command.maxMemory);
    window.show();
    QStringList files;
    for (const std::string& file : command.files)
        files.append(QString::fromLocal8Bit(file.c_str()));
    if (!files.isEmpty())
        window.openFiles(files);
    if (!command.screenshotPath.empty())
        pictureWhenSettled(window, command.screenshotPath);
    gIsWindowOpen = true;
    const int code = QApplication::exec();
    gIsWindowOpen = false;
    return code;
}

bool quitWindow() {
    return gIsWindowOpen && QMetaObject::invokeMethod(
                                qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
}

} // namespace beaconscope::app
