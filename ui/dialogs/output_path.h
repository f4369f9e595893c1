// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

class QWidget;

namespace beaconscope::session {
class InvestigationController;
}

namespace beaconscope::ui {

/// How the user is asked where to write.
struct OutputQuestion {
    QString title;
    QString suggestion; ///< path; its suffix is given to a name that has none
    QString filter;     ///< as QFileDialog has it
};

/// The path, of which the user has agreed to replace what is there; empty when they gave up.
QString askOutputPath(QWidget* window, const OutputQuestion& question);

/// Why nothing may be written to `path`, for people: it is a file of the open capture, or of the
/// one that is being read.
std::optional<QString> whyNotWritable(const QString& path,
                                      const session::InvestigationController& controller);

} // namespace beaconscope::ui
