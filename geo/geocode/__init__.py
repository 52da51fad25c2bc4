"""Online geocoders: asked politely, through geopy, with a cache that tells "no such place" from "could not ask"."""
