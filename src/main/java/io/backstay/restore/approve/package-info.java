/// Who may let a plan be carried out: signed approvals that travel, whose keys count, and one person alone.
@NullMarked
package io.backstay.restore.approve;

import org.jspecify.annotations.NullMarked;
