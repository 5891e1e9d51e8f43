/// One table of two servers read side by side in the order of its key, so that no more than a row of each is kept.
@NullMarked
package io.backstay.connect.postgres.tenant.diff.merge;

import org.jspecify.annotations.NullMarked;
