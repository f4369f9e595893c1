// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/dialogs/capture_details_dialog.h"

#include "core/base/text.h"
#include "ui/models/text.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

QString escaped(std::string_view text) {
    return models::shown(text).toHtmlEscaped();
}

QString row(const QString& title, const QString& value) {
    return QStringLiteral("<tr><td style='padding-right:16px'>%1</td><td>%2</td></tr>")
        .arg(title, value);
}

QString heading(const QString& text) {
    return QStringLiteral("<h3>%1</h3>").arg(text);
}

QString fileHtml(const input::FileFacts& file) {
    QString html = QStringLiteral("<table>");
    html +=
        row(CaptureDetailsDialog::tr("File"), QStringLiteral("<b>%1</b>").arg(escaped(file.path)));
    if (!file.format.empty())
        html += row(CaptureDetailsDialog::tr("Format"), escaped(file.format));
    if (file.bytes)
        html +=
            row(CaptureDetailsDialog::tr("Size"), escaped(counted(*file.bytes, "byte", "bytes")));
    html +=
        row(file.isLog ? CaptureDetailsDialog::tr("Lines") : CaptureDetailsDialog::tr("Packets"),
            models::countText(file.packets));
    html += row(QStringLiteral("SHA-256"),
                file.sha256.empty() ? CaptureDetailsDialog::tr("not computed yet")
                                    : QStringLiteral("<code>%1</code>").arg(escaped(file.sha256)));
    if (!file.problem.empty())
        html += row(CaptureDetailsDialog::tr("Problem"), escaped(input::problemOf(file)));
    return html + QStringLiteral("</table><br>");
}

QString totalsHtml(const snapshot::CaptureFacts& capture) {
    QString html = QStringLiteral("<table>");
    if (capture.first && capture.last) {
        html += row(CaptureDetailsDialog::tr("First packet"), escaped(toIso8601(*capture.first)));
        html += row(CaptureDetailsDialog::tr("Last packet"), escaped(toIso8601(*capture.last)));
        html += row(CaptureDetailsDialog::tr("Span"),
                    escaped(toHumanDuration(seconds(*capture.last - *capture.first))));
    }
    html += row(CaptureDetailsDialog::tr("DNS messages"), models::countText(capture.dnsMessages));
    html += row(CaptureDetailsDialog::tr("Queries"), models::countText(capture.queries));
    html += row(CaptureDetailsDialog::tr("Responses"), models::countText(capture.responses));
    return html + QStringLiteral("</table>");
}

QString skippedHtml(const snapshot::CaptureFacts& capture) {
    QString html = QStringLiteral("<table>");
    const std::vector<std::string> files = snapshot::fileNames(capture);
    for (const snapshot::SkippedCount& skipped : capture.skipped) {
        const QString file =
            skipped.firstFile < files.size() ? escaped(files[skipped.firstFile]) : QString();
        html += row(models::countText(skipped.count),
                    CaptureDetailsDialog::tr("%1, the first is packet %2 (byte %3) of %4")
                        .arg(escaped(skipped.description), models::countText(skipped.firstPacket),
                             models::countText(skipped.firstOffset), file));
    }
    return html + QStringLiteral("</table>");
}

QString noticesHtml(const snapshot::CaptureFacts& capture) {
    QString html;
    for (const snapshot::Notice& notice : capture.notices) {
        html += QStringLiteral("<p><a name='%1'></a><b>%2</b><br>%3</p>")
                    .arg(escaped(notice.id), escaped(notice.title), escaped(notice.details));
    }
    return html;
}

} // namespace

CaptureDetailsDialog::CaptureDetailsDialog(QWidget* parent)
    : QDialog(parent)
    , m_text(new QTextBrowser(this)) {
    setWindowTitle(tr("Capture Details"));
    m_text->setOpenLinks(false);
    m_text->setAccessibleName(windowTitle());
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(100 * metrics.averageCharWidth(), 32 * metrics.height());
}

void CaptureDetailsDialog::showCapture(const snapshot::Snapshot& snapshot,
                                       const QString& noticeId) {
    const snapshot::CaptureFacts& capture = snapshot.capture;
    QString html;
    if (!capture.notices.empty())
        html += heading(tr("Notices")) + noticesHtml(capture);
    html += heading(tr("Files"));
    for (const input::FileFacts& file : capture.files)
        html += fileHtml(file);
    html += heading(tr("Together")) + totalsHtml(capture);
    if (!capture.skipped.empty())
        html += heading(tr("Skipped")) + skippedHtml(capture);
    m_text->setHtml(html);
    show();
    raise();
    activateWindow();
    if (!noticeId.isEmpty())
        m_text->scrollToAnchor(noticeId);
}

} // namespace beaconscope::ui
