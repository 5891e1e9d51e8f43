/// AWS: who a key is, and whether it may assume its role.
@NullMarked
package io.backstay.connect.aws;

import org.jspecify.annotations.NullMarked;
