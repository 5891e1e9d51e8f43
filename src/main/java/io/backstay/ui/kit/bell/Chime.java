package io.backstay.ui.kit.bell;

/// The loudspeaker of this workstation.
@FunctionalInterface
public interface Chime {
    /// A workstation without one.
    Chime NONE = _ -> {};

    /// Begins a short sound and returns at once; without a loudspeaker nothing happens. Never fails.
    void play(Tone tone);

    /// What it sounds like.
    enum Tone {
        /// Something runs out.
        SOON,
        /// Something has run out.
        OVER
    }
}
