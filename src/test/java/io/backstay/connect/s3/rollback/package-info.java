/// Tests of what happens to each key of a prefix.
@NullMarked
package io.backstay.connect.s3.rollback;

import org.jspecify.annotations.NullMarked;
