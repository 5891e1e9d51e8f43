package io.backstay.act.bell;

import io.backstay.base.BackstayException;
import io.backstay.incident.clock.Bell;
import java.util.List;

/// Clocks of the open cases of this workstation that should be heard, each once, also across restarts.
public interface Bells {
    /// For a window in which nothing is heard.
    Bells NONE = new Bells() {
        @Override
        public List<Ring> fresh() {
            return List.of();
        }

        @Override
        public boolean muted() {
            return true;
        }

        @Override
        public void mute(boolean on) {
            // Nothing is heard in any case.
        }
    };

    /// One clock that should be heard.
    ///
    /// @param title of the case, such as `Harrow & Finch lost invoices`
    record Ring(String caseId, String title, Bell bell) {}

    /// What has not been heard yet, what is over first; from now on it counts as heard.
    List<Ring> fresh() throws BackstayException;

    /// Whether people want no sound on this workstation.
    boolean muted() throws BackstayException;

    /// Keeps that they want none, or want it again.
    void mute(boolean on) throws BackstayException;
}
