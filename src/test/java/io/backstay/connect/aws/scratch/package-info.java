/// Tests of making and removing servers in an account, against a stand-in on this machine.
@NullMarked
package io.backstay.connect.aws.scratch;

import org.jspecify.annotations.NullMarked;
