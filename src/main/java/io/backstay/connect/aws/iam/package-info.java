/// What a principal of an account may do, as AWS's own simulation says.
@NullMarked
package io.backstay.connect.aws.iam;

import org.jspecify.annotations.NullMarked;
