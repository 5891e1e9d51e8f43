/// Where archived log lies: a folder of this machine, or a prefix of an object store.
@NullMarked
package io.backstay.connect.postgres.archive;

import org.jspecify.annotations.NullMarked;
