// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace beaconscope::testing {

struct Outcome {
    int exitCode = -1; ///< -1: the program did not end by itself
    QString output;
    QString errors;
};

/// Where the program keeps its settings when it is run here: not those of the user.
QString settingsFolder();

/// For initTestCase_data(): each test of the class runs for both programs.
void addProgramRows();
/// For init() of such a class: lets run() start the program of the row. Other classes run the one
/// with the window.
void useProgramOfRow();
/// Of the program that run() starts.
QString programPath();
QString programName();

/// Runs the program without a display.
Outcome run(const QStringList& arguments, const QString& standardOutputFile = {});
/// Also without the superuser's right to pass over the permissions of files.
Outcome runBoundByPermissions(const QStringList& arguments);

void write(const QString& path, const QByteArray& content);
/// Empty for a file that cannot be read.
QByteArray read(const QString& path);

} // namespace beaconscope::testing
