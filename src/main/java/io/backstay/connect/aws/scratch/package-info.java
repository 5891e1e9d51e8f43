/// New servers out of the backups of RDS and Aurora: made under a name from their plan, watched, and taken away again.
@NullMarked
package io.backstay.connect.aws.scratch;

import org.jspecify.annotations.NullMarked;
