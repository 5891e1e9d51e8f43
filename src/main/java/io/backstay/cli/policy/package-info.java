/// `backstay policy`: what policies say, where they contradict themselves, what a new version changes.
@NullMarked
package io.backstay.cli.policy;

import org.jspecify.annotations.NullMarked;
