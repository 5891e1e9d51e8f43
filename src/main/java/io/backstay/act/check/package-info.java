/// What is known and what it means: facts, findings against a policy, their export, and what is told about failed runs.
@NullMarked
package io.backstay.act.check;

import org.jspecify.annotations.NullMarked;
