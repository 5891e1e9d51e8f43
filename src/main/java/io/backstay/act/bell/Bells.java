package io.backstay.act.bell;

import io.backstay.base.BackstayException;
import io.backstay.incident.clock.Bell;
import java.util.List;

/// Clocks of the cases of this workstation that should be heard, each once, also across restarts.
public interface Bells {
    /// For a window in which nothing is heard.
    Bells NONE = new Bells() {
        @Override
        public Look fresh() {
            return new Look(List.of(), List.of());
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

    /// What a look found.
    ///
    /// @param rings    what has not been heard yet, what is over first
    /// @param problems which cases' clocks could not be read, and why
    record Look(List<Ring> rings, List<String> problems) {
        public Look {
            rings = List.copyOf(rings);
            problems = List.copyOf(problems);
        }
    }

    /// Looks; what it finds counts as heard from now on. A case that cannot be read keeps no other from ringing.
    Look fresh() throws BackstayException;

    /// Whether people want no sound on this workstation.
    boolean muted() throws BackstayException;

    /// Keeps that they want none, or want it again.
    void mute(boolean on) throws BackstayException;
}
