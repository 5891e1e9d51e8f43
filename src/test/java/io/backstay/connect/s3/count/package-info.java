@NullMarked
package io.backstay.connect.s3.count;

import org.jspecify.annotations.NullMarked;
