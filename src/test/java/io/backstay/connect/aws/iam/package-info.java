/// Tests of what principals may do, against a stand-in on this machine.
@NullMarked
package io.backstay.connect.aws.iam;

import org.jspecify.annotations.NullMarked;
