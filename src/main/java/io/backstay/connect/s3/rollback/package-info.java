/// A tenant's objects brought back to what they were at an instant, by their versions.
@NullMarked
package io.backstay.connect.s3.rollback;

import org.jspecify.annotations.NullMarked;
