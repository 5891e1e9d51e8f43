/// A final report under a signature: what is signed, and whether what lies there is still that.
@NullMarked
package io.backstay.incident.signed;

import org.jspecify.annotations.NullMarked;
