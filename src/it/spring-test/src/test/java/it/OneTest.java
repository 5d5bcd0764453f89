package it;

/** One class of an application's tests. */
class OneTest extends SpringTesting {}
