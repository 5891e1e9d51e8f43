/// The objects of a bucket as they are now, whether or not it keeps versions.
@NullMarked
package io.backstay.connect.s3.current;

import org.jspecify.annotations.NullMarked;
