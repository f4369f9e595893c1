// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/message_bar.h"

#include "ui/models/text.h"
#include "ui/shell/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace beaconscope::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_sign(new QLabel(this))
    , m_label(new QLabel(this)) {
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Message"));
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* const closeButton = new QToolButton(this);
    closeButton->setText(tr("Dismiss"));
    closeButton->setAutoRaise(true);
    closeButton->setToolTip(tr("Close this message"));
    closeButton->setAccessibleName(closeButton->toolTip());
    connect(closeButton, &QToolButton::clicked, this, &QWidget::hide);
    auto* const layout = new QHBoxLayout(this);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addWidget(m_label, 1);
    layout->addWidget(closeButton, 0, Qt::AlignTop);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& text) {
    m_kind = kind;
    m_sign->setText(kind == Kind::Error ? QStringLiteral("⚠") : QStringLiteral("ℹ"));
    m_label->setText(models::shown(text));
    colour();
    show();
}

QString MessageBar::text() const {
    return m_label->text();
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void MessageBar::colour() {
    QPalette own; // the rest stays inherited
    own.setColor(QPalette::WindowText,
                 m_kind == Kind::Error ? errorColour(palette()) : palette().color(QPalette::Link));
    m_sign->setPalette(own);
}

} // namespace beaconscope::ui
