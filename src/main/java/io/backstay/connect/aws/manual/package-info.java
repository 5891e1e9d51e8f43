/// Manual backups of what an account of AWS runs: one snapshot, made now, under a name that is known before.
@NullMarked
package io.backstay.connect.aws.manual;

import org.jspecify.annotations.NullMarked;
