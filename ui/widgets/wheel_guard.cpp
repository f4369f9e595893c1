// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace beaconscope::ui {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore(); // goes on to the parent
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget* field) {
    field->setFocusPolicy(Qt::StrongFocus); // the wheel does not give the focus
    field->installEventFilter(new WheelGuard(field));
}

} // namespace beaconscope::ui
