#pragma once

#include <QTextEdit>

namespace beaconscope::views {

/// Words to read and copy, as high as they need to be. Unlike a label it also breaks names that
/// have no place to break at, which in DNS can be 253 characters.
class WrappingText : public QTextEdit {
    Q_OBJECT
public:
    explicit WrappingText(QWidget* parent = nullptr);

    /// With some room between them.
    void setParagraphs(const QStringList& paragraphs);
};

} // namespace beaconscope::views
