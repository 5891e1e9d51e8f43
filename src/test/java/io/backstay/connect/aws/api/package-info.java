/// Tests of asking AWS in somebody's name, against a stand-in on this machine.
@NullMarked
package io.backstay.connect.aws.api;

import org.jspecify.annotations.NullMarked;
