/// Signing the final report of a case with the key of this installation, and checking one that came from anywhere.
@NullMarked
package io.backstay.act.incident.signed;

import org.jspecify.annotations.NullMarked;
