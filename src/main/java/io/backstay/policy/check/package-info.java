/// A policy held against the facts: its findings and its curves.
@NullMarked
package io.backstay.policy.check;

import org.jspecify.annotations.NullMarked;
