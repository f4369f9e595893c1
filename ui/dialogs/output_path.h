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

/// What the dialog says that asks the user where to write.
struct OutputQuestion {
    QString title;
    QString suggestion; ///< path; a name without a suffix gets the suffix of this path
    QString filter;     ///< in the form of QFileDialog
};

/// Asks the user for a path. If there is a file already, the user has agreed to replace it. Returns
/// an empty string when the user cancelled.
QString askOutputPath(QWidget* window, const OutputQuestion& question);

/// Returns why nothing may be written to `path`: it is a file of the open capture, or of the
/// capture that is being read. Empty when it may be written. The text is for people.
std::optional<QString> whyNotWritable(const QString& path,
                                      const session::InvestigationController& controller);

} // namespace beaconscope::ui
