package io.backstay.app.protect;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import io.backstay.seal.Secret;
import java.util.List;

/// Whether the memory that holds secrets really is kept out of swap: not what the system would allow, but what was
/// done.
public record SecretProtections() implements ProtectionSource {
    private static final String NAME = "Secrets are kept out of swap";

    @Override
    public List<Protection> observed() {
        return List.of(
                switch (Secret.swapLock()) {
                    case LOCKED ->
                        new Protection(NAME, State.ACTIVE, "A secret was made for a trial, and its pages were locked.");
                    case REFUSED ->
                        new Protection(
                                NAME,
                                State.INACTIVE,
                                "The system refused to lock a secret's pages. Raise the limit with `ulimit -l 1024`.");
                    case UNSUPPORTED ->
                        new Protection(
                                NAME,
                                State.INACTIVE,
                                "This system offers no lock that Backstay knows. Encrypt the swap.");
                });
    }
}
