// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/export_job.h"

#include <cstddef>

namespace beaconscope::report {
class PdfReport;
} // namespace beaconscope::report

namespace beaconscope::ui {

/// Writes the PDF report. Plots are widgets and need the UI thread: pages are drawn there, for a
/// few milliseconds at a time, and everything else is done on other threads.
class PdfExport final : public ExportJob {
    Q_OBJECT
public:
    using ExportJob::ExportJob;

private:
    void produce() override;
    void drawPages();

    std::shared_ptr<report::PdfReport> m_report;
    std::size_t m_page = 0;    ///< the next to be drawn
    bool m_isPrepared = false; ///< that page
};

} // namespace beaconscope::ui
