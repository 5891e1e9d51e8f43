/// How a bucket protects what is in it: versions, lifecycle, locks, encryption, replication, and who can read it.
@NullMarked
package io.backstay.connect.s3.posture;

import org.jspecify.annotations.NullMarked;
