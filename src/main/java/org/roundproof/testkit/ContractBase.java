package org.roundproof.testkit;

/**
 * The one method that a contract leaves open.
 *
 * @param <S> what is tested
 */
public interface ContractBase<S extends UnderTest> {
    /** What is tested, what it claims to be, and what of that it can do; asked for often, so keep it cheap. */
    S subject();
}
