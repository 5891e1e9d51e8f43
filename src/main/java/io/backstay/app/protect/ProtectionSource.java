package io.backstay.app.protect;

import io.backstay.act.Protection;
import java.util.List;

/// Somebody who can look at some protections of this process.
@FunctionalInterface
public interface ProtectionSource {
    /// Looks now, and says what was seen; never fails, and changes nothing.
    List<Protection> observed();
}
