package it;

/** Another class of an application's tests. */
class OtherTest extends SpringTesting {}
