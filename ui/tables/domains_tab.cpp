// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/domains_tab.h"

#include "ui/tables/table_pane.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>

namespace beaconscope::ui {

DomainsTab::DomainsTab(session::InvestigationController& controller, session::Settings& settings,
                       QWidget* parent)
    : QStackedWidget(parent)
    , m_names(new TablePane(tables::TableKind::Domains, QStringLiteral("domains"), controller,
                            settings, this))
    , m_registered(new TablePane(tables::TableKind::RegisteredDomains,
                                 QStringLiteral("registered-domains"), controller, settings,
                                 this)) {
    addWidget(m_names);
    addWidget(m_registered);
    addSwitch(m_names);
    addSwitch(m_registered);
}

TablePane* DomainsTab::currentPane() const {
    return currentWidget() == m_registered ? m_registered : m_names;
}

void DomainsTab::addSwitch(TablePane* pane) {
    // Each pane has its own box, and the box always names its pane. So the boxes can never
    // disagree.
    auto* const box = new QComboBox(pane);
    box->addItem(tr("Names"));
    box->addItem(tr("Registered domains"));
    const int own = pane == m_registered ? 1 : 0;
    box->setCurrentIndex(own);
    box->setAccessibleName(tr("What a row is"));
    box->setToolTip(tr("A row for every name, or for every registered domain (example.co.uk) with "
                       "all names below it"));
    guardFromWheel(box);
    connect(box, &QComboBox::activated, this, [this, box, own](int wanted) {
        if (wanted == own)
            return;
        box->setCurrentIndex(own);
        setCurrentIndex(wanted);
        emit currentPaneChanged();
    });
    pane->addTool(box);
}

} // namespace beaconscope::ui
