/// `backstay incident` and `backstay verdict`: the case, from the call to the last message.
@NullMarked
package io.backstay.cli.incident;

import org.jspecify.annotations.NullMarked;
