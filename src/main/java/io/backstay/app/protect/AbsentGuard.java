package io.backstay.app.protect;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.util.List;

/// Where nothing can be asked for; it says why.
///
/// @param why one sentence
record AbsentGuard(String why) implements HostGuard {
    @Override
    public void apply() {
        // There is nobody to ask.
    }

    @Override
    public List<Protection> observed() {
        return List.of(new Protection(Words.MEMORY_CLOSED, State.UNKNOWN, why));
    }
}
