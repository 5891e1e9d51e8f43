/// What a customer told us, as a case begins or is put right, and the verdict on it.
@NullMarked
package io.backstay.cli.incident.intake;

import org.jspecify.annotations.NullMarked;
