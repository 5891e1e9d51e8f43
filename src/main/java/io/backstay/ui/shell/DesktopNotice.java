package io.backstay.ui.shell;

/// The desktop's own way to tell people something while they look elsewhere.
@FunctionalInterface
public interface DesktopNotice {
    /// No desktop, or one without such a way; the window tells all the same.
    DesktopNotice NONE = (_, _) -> {};

    /// Tells it, or does nothing where that is not possible; may block for a moment, never fails.
    void show(String title, String text);
}
