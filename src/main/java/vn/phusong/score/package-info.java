/** The verdict against the truth: what was found, how soon, what was told wrongly, and why. */
@NullMarked
@CheckReturnValue
package vn.phusong.score;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
