// What another engine than ours does otherwise, by the names of the tests that ask for it.

const MODULE = "is about the module that a page loads, and there is none";
const NETWORK = "is about searching without a network, and a server is asked";
const ANALYSIS = "is about words that our engine knows as one, however they are written; Typesense does not";

export const DIFFERENCES = {
  "`viet nam`, `Việt Nam` and `vietnam` find the same article first": ANALYSIS,
  "`hanoi`, `ha noi` and `Hà Nội` find the same article first": ANALYSIS,
  "after the first result typing asks the network for nothing": NETWORK,
  "no request ever goes to another host": NETWORK,
  "answers as before after thousands of calls that were wrong": MODULE,
  'load="idle" loads the engine before the reader comes': MODULE,
  'load="eager" loads the engine before the reader comes': MODULE,
  "by a policy that forbids WebAssembly is told in words": MODULE,
};
