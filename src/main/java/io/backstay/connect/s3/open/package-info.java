/// What was begun at an object store and has not ended, kept over the end of the process.
@NullMarked
package io.backstay.connect.s3.open;

import org.jspecify.annotations.NullMarked;
