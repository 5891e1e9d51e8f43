/// Canonical bytes and hashes; the only room with `javax.crypto`.
@NullMarked
package io.backstay.seal;

import org.jspecify.annotations.NullMarked;
