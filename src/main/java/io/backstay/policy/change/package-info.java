/// What a new version of a policy changes, whether that protects less, and who has to be told.
@NullMarked
package io.backstay.policy.change;

import org.jspecify.annotations.NullMarked;
