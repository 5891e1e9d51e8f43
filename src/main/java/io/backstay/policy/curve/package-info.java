/// The recoverability curve: how far apart the moments lie that one can go back to, by the age of the wanted one.
@NullMarked
package io.backstay.policy.curve;

import org.jspecify.annotations.NullMarked;
