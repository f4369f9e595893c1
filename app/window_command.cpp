#include "app/commands.h"
#include "app/platform_choice.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QTimer>

#include <iostream>

namespace beaconscope::app {

namespace {

constexpr int kSettlePollMilliseconds = 50;

std::optional<session::Theme> themeFrom(const std::string& name) {
    if (name == "light")
        return session::Theme::Light;
    if (name == "dark")
        return session::Theme::Dark;
    return std::nullopt;
}

/// "1440x900"; empty when it says anything else.
QSize sizeFrom(const std::string& text) {
    const QStringList parts = QString::fromStdString(text).split(u'x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

/// Saves a picture of the window once nothing is under way any more, and quits.
void pictureWhenSettled(views::MainWindow& window, const QString& path) {
    auto* timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, timer, path] {
        if (!window.isSettled())
            return;
        timer->stop();
        const bool saved = window.grab().save(path);
        if (!saved)
            std::cerr << "beaconscope: " << path.toStdString() << " could not be written\n";
        QCoreApplication::exit(toInt(saved ? ExitCode::Done : ExitCode::NotWritten));
    });
    timer->start(kSettlePollMilliseconds);
}

} // namespace

int runWindow(const WindowCommand& command, int& argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationVersion(QStringLiteral(BEACONSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.beaconscope.Beaconscope"));

    views::MainWindow window;
    if (const auto theme = themeFrom(command.theme))
        window.setTheme(*theme);
    if (const QSize size = sizeFrom(command.screenshotSize); size.isValid())
        window.resize(size);
    window.show();
    QStringList files;
    for (const std::string& file : command.files)
        files.append(QString::fromLocal8Bit(file.c_str()));
    if (!files.isEmpty())
        window.openFiles(files);
    if (!command.screenshotPath.empty())
        pictureWhenSettled(window, QString::fromLocal8Bit(command.screenshotPath.c_str()));
    return QApplication::exec();
}

} // namespace beaconscope::app
