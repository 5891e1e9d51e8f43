/// EBS: volumes, an account's own snapshots, their locks, and what lies in the recycle bin.
@NullMarked
package io.backstay.connect.aws.ebs;

import org.jspecify.annotations.NullMarked;
