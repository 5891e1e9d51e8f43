package io.backstay.ui.kit.watch;

/// Somebody who hears whether the desktop's screen is locked.
@FunctionalInterface
public interface ScreenObserver {
    /// What was heard last; never blocks.
    Sight seen();

    /// What is known of a screen.
    enum Sight {
        /// It is locked.
        LOCKED,
        /// It is not locked.
        OPEN,
        /// Nothing was heard, or the one who tells has gone.
        UNSEEN
    }
}
