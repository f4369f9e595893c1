// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/detect/known_services.h"
#include "ui/session/own_file.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

/// Puts the user's list of known services in force. Uses the list that comes with the program when
/// the user has none, or when the user's list has a mistake. Also opens the dialog that edits the
/// list, and writes the list again when the user takes an edit back. When another window has
/// changed the list meanwhile, its lines and those of this window are joined.
class KnownServicesEditor : public QObject {
    Q_OBJECT
public:
    KnownServicesEditor(session::InvestigationController& controller,
                        const session::Settings& settings, const Actions& actions, QWidget* window);

    /// Opens the dialog. If there are `names`, the dialog adds the lines of those that are missing
    /// and starts at the line of the last one.
    void edit(const QStringList& names);
    /// Returns why the user's list is not in force, or an empty string when it is or when the user
    /// has no list.
    QString loadProblem() const { return m_problem; }

signals:
    void failed(const QString& message);
    /// Something happened to the list that the user did not do in this window.
    void told(const QString& message);
    /// The list that had a mistake is corrected and in force: a message about it no longer holds.
    void loadProblemRemoved();

private:
    /// A list that was in force, with its comments.
    struct Known {
        std::shared_ptr<const detect::KnownServices> services;
        QString text;
    };

    void start();
    std::shared_ptr<const detect::KnownServices> read();
    std::optional<Error> save(const QString& text);
    /// Joins `text` with what another window has written, and writes it.
    std::optional<Error> write(QString& text);
    std::optional<Error> takeOver(QString& text);
    void putInForce(const QString& text);
    void remember(const QString& text);
    void settingsChanged();

    session::InvestigationController& m_controller;
    QWidget* m_window;
    session::OwnFile m_file;
    QString m_problem;
    QString m_seen;             ///< the text of the file when it was last read or written here
    std::vector<Known> m_known; ///< the last is the one in force
    bool m_isSaving = false;
};

} // namespace beaconscope::ui
